import { definePlugin } from 'multi-cloud-manager/plugin';
import { AwsConfig } from './config.js';
import { AwsProvider } from './provider.js';
import { Ec2Tools } from './tools.js';

/** Amazon EC2, read-only: instances, their storage and their metrics, in every account and region. */
export default definePlugin({
  name: 'aws',
  apiVersion: 1,
  config: AwsConfig,
  provider: AwsProvider,
  tools: [Ec2Tools],
});
