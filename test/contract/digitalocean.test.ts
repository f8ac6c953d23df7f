import { describe, expect, it } from '@jest/globals';
import { providerContract } from 'multi-cloud-manager/testing';
import { SUBJECTS } from './subjects.js';

providerContract({ describe, it, expect }, SUBJECTS.digitalocean);
