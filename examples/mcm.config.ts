import { defineConfig, env } from 'multi-cloud-manager';

export default defineConfig({
  plugins: [{ use: 'digitalocean', config: { token: env('DIGITALOCEAN_TOKEN') } }, './stopped-plugin.ts'],
  confirmation: { ordinary: 'human' },
});
