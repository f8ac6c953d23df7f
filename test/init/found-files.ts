import { Workspace } from '../config/workspace.js';

/** One in every place where a secret may be; none of them may be seen again. */
export const PLANTED = [
  ...['PLANTED-AWS-ID', 'PLANTED-AWS-SECRET', 'PLANTED-SSO', 'PLANTED-DOCTL-DEFAULT', 'PLANTED-DOCTL-LAB'],
  ...['PLANTED-ALI-ID', 'PLANTED-ALI-SECRET', 'PLANTED-DOTENV', 'PLANTED-VARIABLE'],
];

/** A home with the files of every tool that is looked for, and a project with a dotenv file. */
export async function furnished(): Promise<Workspace> {
  const workspace = await Workspace.create();
  await workspace.write(
    'home/.aws/credentials',
    [
      '# the keys',
      '[default]',
      'aws_access_key_id = PLANTED-AWS-ID',
      'aws_secret_access_key = PLANTED-AWS-SECRET',
      '[shop] ; the shop',
      'aws_access_key_id=PLANTED-AWS-ID',
      'aws_secret_access_key=PLANTED-AWS-SECRET',
      '',
    ].join('\r\n'),
  );
  await workspace.write(
    'home/.aws/config',
    [
      ...['[default]', 'region = eu-central-1', '[profile only-region]', 'region = us-east-1'],
      ...['[profile "sign on"]', 'sso_session = main', '[sso-session main]', 'sso_start_url = PLANTED-SSO'],
      ...['[profile reader]', 'role_arn = arn:aws:iam::123456789012:role/reader', 'source_profile = shop'],
      ...['[services local]', 'ec2 =', '  endpoint_url = http://PLANTED-SSO', ''],
    ].join('\n'),
  );
  await workspace.write(
    'home/.config/doctl/config.yaml',
    'access-token: PLANTED-DOCTL-DEFAULT\nauth-contexts:\n  lab: PLANTED-DOCTL-LAB\n  gone: ""\ncontext: lab\n',
  );
  await workspace.write(
    'home/.aliyun/config.json',
    JSON.stringify({
      current: 'main',
      profiles: [
        { name: 'main', access_key_id: 'PLANTED-ALI-ID', access_key_secret: 'PLANTED-ALI-SECRET' },
        { name: 'fresh', mode: 'AK', access_key_id: '' },
        { name: 'machine', mode: 'EcsRamRole' },
      ],
    }),
  );
  await workspace.write(
    'open/project/.env',
    'export DIGITALOCEAN_TOKEN="PLANTED-DOTENV"\nVULTR_API_KEY=PLANTED-DOTENV\nAWS_ACCESS_KEY_ID=\nDEBUG=1\n',
  );
  return workspace;
}

/** A text that holds none of the planted secrets, or those that it holds. */
export const seen = (text: string): readonly string[] => PLANTED.filter((secret) => text.includes(secret));
