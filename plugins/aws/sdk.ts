// The only door to the SDK: everything else imports this file, and that at first use. What is not named here is not in the bundle,
// and no command that changes anything is named here; a test holds that.
export { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
export {
  DescribeInstancesCommand,
  DescribeInstanceTypesCommand,
  DescribeRegionsCommand,
  DescribeVolumesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
export {
  createCredentialChain,
  fromIni,
  fromNodeProviderChain,
  fromProcess,
  fromSSO,
  fromTemporaryCredentials,
  fromTokenFile,
} from '@aws-sdk/credential-providers';
export { AwsEc2QueryProtocol, XmlShapeDeserializer } from '@aws-sdk/core/protocols';
export { NodeHttpHandler } from '@smithy/node-http-handler';
