import {
  FLEET,
  HOST_INFO,
  inject,
  injectable,
  McmError,
  ProviderInfo,
  SettingInfo,
  SystemStatus,
  textIn,
  Tool,
  type Fleet,
  type HostInfo,
  type Text,
  type ToolContext,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { providerText } from './text.js';

const Nothing = z.strictObject({});
const Providers = z.object({ providers: z.array(ProviderInfo) });
const CheckInput = z.strictObject({
  provider_name: z.string().min(1),
  verify: z.boolean().default(false),
});
const Checked = z.object({
  provider: z.string(),
  available: z.boolean(),
  reason: z.string().optional(),
  settings: z.array(SettingInfo),
  accounts: z.array(
    z.object({
      name: z.string(),
      verified: z.boolean().optional(),
      summary: z.string().optional(),
      missing: z.array(z.string()).optional(),
      error: z.object({ code: z.string(), message: z.string() }).optional(),
    }),
  ),
});
type Checked = z.output<typeof Checked>;

/** The tools about the host itself. */
@injectable()
export class SystemTools {
  constructor(
    @inject(HOST_INFO) private readonly host: HostInfo,
    @inject(FLEET) private readonly fleet: Fleet,
  ) {}

  @Tool({
    name: 'get_supported_providers',
    title: 'Supported clouds',
    description: 'Lists the clouds: what each can do here, its accounts, and why one is not available.',
    access: 'read',
    input: Nothing,
    output: Providers,
    text: ({ providers }) => providers.map(providerText).join('\n'),
  })
  providers(_input: z.output<typeof Nothing>): z.input<typeof Providers> {
    return { providers: [...this.host.providers()] };
  }

  @Tool({
    name: 'get_system_status',
    title: 'System status',
    description: 'Tells whether mcm works fully: clouds, read-only mode, safety features, audit, notices.',
    access: 'read',
    input: Nothing,
    output: SystemStatus,
    text: statusText,
  })
  status(_input: z.output<typeof Nothing>): SystemStatus {
    return this.host.status();
  }

  @Tool({
    name: 'check_provider_availability',
    title: 'Check a cloud',
    description:
      'Tells which settings of a cloud are present, never their values. With verify, one cheap call for each account proves the credentials.',
    access: 'read',
    input: CheckInput,
    output: Checked,
    text: checkedText,
  })
  async check(input: z.output<typeof CheckInput>, context: ToolContext): Promise<Checked> {
    const info = this.host.provider(input.provider_name);
    const accounts = input.verify
      ? await Promise.all(info.accounts.map((account) => this.#verify(info.name, account, context)))
      : info.accounts.map((name) => ({ name }));
    return {
      provider: info.name,
      available: info.available,
      ...(info.reason !== undefined && { reason: info.reason }),
      settings: [...info.settings],
      accounts,
    };
  }

  async #verify(provider: string, name: string, context: ToolContext): Promise<Checked['accounts'][number]> {
    try {
      const { summary, missing } = await this.fleet.verify(provider, name, context);
      const { locale } = this.host;
      return {
        name,
        verified: true,
        summary: textIn(summary, locale),
        ...(missing && { missing: missing.map((each) => textIn(each, locale)) }),
      };
    } catch (error) {
      if (!McmError.is(error) || context.signal.aborted) throw error;
      // An error of another copy of the plugin API may be of a version that spoke English alone.
      const { said } = error as { readonly said?: { readonly message: Text } };
      return {
        name,
        verified: false,
        error: { code: error.code, message: textIn((said ?? error).message, this.host.locale) },
      };
    }
  }
}

function statusText(status: SystemStatus): string {
  return [
    `mcm ${status.version} is ${status.status}${status.read_only ? ', read-only' : ''}; ${String(status.counts.available)} of ${String(status.counts.providers)} clouds available, ${String(status.counts.tools)} tools.`,
    ...status.notices,
    ...status.providers.map(providerText),
    `safety: ${status.safety.join('; ')}`,
    `audit: ${status.audit.state}, ${status.audit.directory}`,
    ...(status.managed ?? []).map(({ file, hash }) => `fixed by administrators: ${file} ${hash}`),
  ].join('\n');
}

function checkedText(checked: Checked): string {
  return [
    `${checked.provider} is ${checked.available ? 'available' : `not available: ${checked.reason ?? ''}`}`,
    ...checked.settings.map(
      ({ name, required, present }) =>
        `${name}: ${present ? 'set' : required ? 'MISSING' : 'not set (optional)'}`,
    ),
    ...checked.accounts.flatMap(({ name, verified, summary, missing, error }) => {
      if (verified === undefined) return [`account ${name}`];
      if (!verified) return [`account ${name}: ${error?.code ?? ''} ${error?.message ?? ''}`];
      return [`account ${name}: ${summary ?? ''}`, ...(missing ?? []).map((each) => `  missing: ${each}`)];
    }),
  ].join('\n');
}
