import { describe, expect, it } from '@jest/globals';
import { providerContract } from 'multi-cloud-manager/testing';
import { vultrSubject } from './contract-subject.js';

// The same as in test/contract, with errors that have no body.
providerContract({ describe, it, expect }, vultrSubject(true));
