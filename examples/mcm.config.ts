import { defineConfig, env, exec, file } from 'multi-cloud-manager';

export default defineConfig({
  plugins: [
    {
      use: 'aws',
      config: {
        accounts: [
          { name: 'shop', profile: 'shop' },
          { name: 'lab', roleArn: 'arn:aws:iam::123456789012:role/reader', regions: ['eu-central-1'] },
        ],
      },
    },
    {
      use: 'digitalocean',
      config: {
        accounts: [
          { name: 'shop', token: env('SHOP_DIGITALOCEAN_TOKEN') },
          { name: 'lab', token: file('./secrets/lab-digitalocean') },
        ],
      },
    },
    { use: 'vultr', config: { apiKey: exec('pass', 'show', 'vultr') } },
    './stopped-plugin.ts',
  ],
  tools: { exclude: ['power_off_*'] },
  confirmation: { ordinary: 'human' },
});
