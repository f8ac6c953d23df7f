import { describe, expect, it } from '@jest/globals';
import { providerContract } from 'multi-cloud-manager/testing';
import { openStackSubject } from './contract-subject.js';

providerContract({ describe, it, expect }, openStackSubject('password', false));
providerContract({ describe, it, expect }, openStackSubject('applicationCredential', true));
