import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instance, Locale } from 'multi-cloud-manager/plugin';
import { readTrail } from '../../src/audit/read.js';
import type { ApprovalRecord, UnlockRecord } from '../../src/audit/record.js';
import type { Io } from '../../src/cli/io.js';
import { Approvals } from '../../src/confirmation/approvals.js';
import type { Question } from '../../src/confirmation/confirmer.js';
import { bind } from '../../src/confirmation/digest.js';
import { Lockout } from '../../src/confirmation/lockout.js';
import { PowerLeases } from '../../src/power/leases.js';
import { FileStore } from '../../src/state/file-store.js';
import { server } from '../fixtures/acme.js';
import { TestClock } from '../fixtures/clock.js';
import { FakeTerminal } from './terminal.js';

/** The server that is asked about. */
export const WEB = server({
  id: 'i-1',
  name: 'web-server-01',
  public_ips: ['203.0.113.7'],
  private_ips: ['10.0.0.7'],
});

/** A state directory with what a host would put there, and terminals on it. */
export class DeskStage {
  readonly clock = TestClock.still();
  readonly store: FileStore;
  readonly approvals: Approvals;
  readonly lockout: Lockout;
  readonly leases: PowerLeases;

  private constructor(readonly stateDir: string) {
    this.store = new FileStore({ stateDir, clock: this.clock, host: 'a-host' });
    this.approvals = new Approvals(this.store, this.clock);
    this.lockout = new Lockout(this.store, this.clock);
    this.leases = new PowerLeases(this.store);
  }

  static async create(): Promise<DeskStage> {
    return new DeskStage(await mkdtemp(join(tmpdir(), 'mcm-desk-')));
  }

  /** A call that a person has to confirm. */
  question(target: Instance = WEB, about: Partial<Question> = {}): Question {
    const principal = { id: 'grace', source: 'os-user', groups: [], authenticated: false };
    const call = { tool: 'reboot_acme_instance', variant: 'reboot' as const, target, principal, input: {} };
    return {
      ...call,
      binding: bind(call),
      level: 'human',
      warnings: ['This is a production instance.'],
      locale: 'en',
      client: { name: 'claude-code', version: '2.0' },
      ...about,
    };
  }

  /** A host asks it. */
  async ask(target?: Instance, about?: Partial<Question>): Promise<Question> {
    const question = this.question(target, about);
    await this.approvals.request(question);
    return question;
  }

  /** Wrong confirmations until the server is locked. */
  async lock(target: Instance = WEB): Promise<void> {
    for (let tries = 0; tries < 3; tries++) await this.lockout.wrong(target);
  }

  /** Starts a command at a terminal of this state directory. */
  start(
    command: (args: readonly string[], io: Io, clock: TestClock) => Promise<number>,
    args: readonly string[] = [],
    pipe: { readonly input?: boolean; readonly output?: boolean; readonly locale?: Locale } = {},
  ): { readonly terminal: FakeTerminal; readonly ended: Promise<number> } {
    const terminal = new FakeTerminal({ stateDir: this.stateDir, ...pipe });
    return { terminal, ended: terminal.run((io) => command(args, io, this.clock)) };
  }

  /** What the audit says of people, as it says it. */
  async recorded(): Promise<readonly (ApprovalRecord | UnlockRecord)[]> {
    const { records } = await readTrail(this.stateDir);
    return records.filter((record) => record.kind === 'approval' || record.kind === 'unlock');
  }

  remove(): Promise<void> {
    return rm(this.stateDir, { recursive: true, force: true });
  }
}
