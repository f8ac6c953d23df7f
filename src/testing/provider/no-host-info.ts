import type { HostInfo } from 'multi-cloud-manager/plugin';

const refuse = (): never => {
  throw new Error('There is no host behind a test provider; use createTestHost for what asks for HOST_INFO.');
};

/** Stands for the host where a provider is alone. */
export const noHostInfo: HostInfo = {
  locale: 'en',
  providers: refuse,
  provider: refuse,
  status: refuse,
  operations: refuse,
};
