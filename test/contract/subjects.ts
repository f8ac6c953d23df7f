import type { ContractSubject } from 'multi-cloud-manager/testing';
import type { BUILTIN_NAMES } from '../../src/config/builtin-names.js';
import { alibabaSubject } from '../alibaba/contract-subject.js';
import { awsSubject } from '../aws/contract-subject.js';
import { digitalOceanSubject } from '../digitalocean/contract-subject.js';
import { vultrSubject } from '../vultr/contract-subject.js';

/** Every built-in cloud on its simulator. One that is missing here does not compile, and one without a test file does not pass. */
export const SUBJECTS: Readonly<Record<(typeof BUILTIN_NAMES)[number], ContractSubject>> = {
  aws: awsSubject,
  digitalocean: digitalOceanSubject,
  vultr: vultrSubject(),
  alibaba: alibabaSubject,
};
