import type { Environment } from 'multi-cloud-manager/plugin';
import type { AwsAccount } from './accounts.js';

/** A service, by the first word of its host name. */
export type Service = 'ec2' | 'monitoring' | 'sts';

const VARIABLE: Readonly<Record<Service, string>> = {
  ec2: 'AWS_ENDPOINT_URL_EC2',
  monitoring: 'AWS_ENDPOINT_URL_CLOUDWATCH',
  sts: 'AWS_ENDPOINT_URL_STS',
};

/** Where a service is to be asked instead of its usual place: the config's word, else the SDK's own variables. */
export function givenEndPoint(
  service: Service,
  account: AwsAccount,
  environment: Environment,
): string | undefined {
  return account.endpoint ?? environment.get(VARIABLE[service]) ?? environment.get('AWS_ENDPOINT_URL');
}

/** The usual place; it decides only whether a proxy is used, the SDK knows the address itself. */
export function usualEndPoint(service: Service, region: string): string {
  return `https://${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

/** The page of an instance in the web console. */
export function consoleUrl(region: string, id: string): string {
  const host = region.startsWith('cn-')
    ? 'console.amazonaws.cn'
    : region.startsWith('us-gov-')
      ? 'console.amazonaws-us-gov.com'
      : 'console.aws.amazon.com';
  return `https://${region}.${host}/ec2/home?region=${region}#InstanceDetails:instanceId=${id}`;
}
