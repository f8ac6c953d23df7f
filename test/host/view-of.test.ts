import { describe, expect, it } from '@jest/globals';
import {
  API_VERSION,
  definePlugin,
  injectable,
  Monitoring,
  monitoringOf,
  Tool,
} from 'multi-cloud-manager/plugin';
import { z } from 'zod';
import { server } from '../fixtures/acme.js';
import { direct } from '../fixtures/hosts.js';

const Like = z.object({ ...Monitoring.shape });
const spec = { title: 'Load', description: 'The load.', access: 'read', input: z.strictObject({}) } as const;

/** Tools of a plugin that nobody here knows. */
@injectable()
class Loads {
  @Tool({ ...spec, name: 'get_load', output: Monitoring })
  load(): Monitoring {
    return monitoringOf(server({ id: 'i-1' }), 1, { series: [] });
  }

  @Tool({ ...spec, name: 'get_other_load', output: Like })
  other(): z.output<typeof Like> {
    return this.load();
  }
}

describe('the page of a tool [RULE:CHART]', () => {
  it('is the chart for whatever answers Monitoring, of any plugin, and none for anything else', async () => {
    const { host } = await direct({
      config: {
        plugins: [{ use: definePlugin({ name: 'loads', apiVersion: API_VERSION, tools: [Loads] }) }],
      },
    });
    const views = host.tools().flatMap(({ name }) => {
      const view = host.view(name);
      return view === undefined ? [] : [[name, view]];
    });
    expect(views).toEqual([
      ['get_instance_monitoring', 'ui://mcm/monitoring'],
      ['get_load', 'ui://mcm/monitoring'],
    ]);
    expect(host.view('manage_instance_power')).toBeUndefined();
    expect(host.view('no_such_tool')).toBeUndefined();
  });
});
