import { dirname, relative } from 'node:path';
import { configForFile } from '../../config/load.js';
import { draft, type Draft } from '../../init/config.js';
import type { Dotenv } from '../../init/dotenv.js';
import type { Findings } from '../../init/found.js';
import type { Wanted } from '../../init/plan.js';
import type { Target } from '../../init/target.js';
import { init, type InitWords } from '../../locale/en/init.js';
import { initComments } from '../../locale/en/init-comments.js';
import { wordsIn } from '../../locale/words.js';
import { safeJson } from '../audit/format.js';
import { paintFor, type Paint } from '../hand/paint.js';
import type { Io } from '../io.js';
import { Person } from '../terminal/person.js';
import { choose } from './choose.js';
import { targetFor, trustConfig, writeConfig } from './finish.js';
import { fleetText } from './fleet-text.js';
import { dotenvText, foundText } from './found-text.js';
import { listFleet, type Listed } from './list-fleet.js';
import { findDotenv, lookAround } from './look-around.js';
import { nextText } from './next-text.js';
import type { InitOptions } from './options.js';
import { askYes, Cancelled } from './questions.js';
import { reportOf } from './report.js';

/** What was found, and what is wanted of it. */
interface Chosen {
  readonly found: Findings;
  readonly wanted: Wanted;
  /** Whether the clouds may be asked. */
  readonly lists: boolean;
}

/** One run of `mcm init`: look, choose, draft, list, write. */
export class Setup {
  readonly #say: (text: string) => void;
  readonly #paint: Paint;
  readonly #words: InitWords;

  constructor(
    private readonly options: InitOptions,
    private readonly io: Io,
    private readonly now: () => Date,
  ) {
    // Where a program reads stdout, the config or the report is alone on it.
    const place = options.print || options.json ? io.stderr : io.stdout;
    this.#say = (text) => void place.write(text);
    this.#words = wordsIn(init, io.locale);
    this.#paint = paintFor({ stdout: place, env: io.env });
  }

  async run(): Promise<number> {
    const { io, options } = this;
    const words = this.#words;
    const target = await targetFor(options, io, words);
    const { found, lists, wanted } = await this.#asking((person) => this.#choose(target, person));
    const drafted = draft(wanted, target.format, wordsIn(initComments, io.locale));
    if (options.print) {
      const report = () => reportOf(target, found, wanted, drafted, NOTHING_DONE, io.locale);
      io.stdout.write(options.json ? `${safeJson(report(), 2)}\n` : drafted.text);
      return 0;
    }
    const listed = await this.#list(target, drafted, lists);
    const trusts = await this.#asking((person) => this.#confirm(target, person));
    const backup = await writeConfig(target, drafted.text, { force: options.force, now: this.now() }, words);
    if (trusts) await trustConfig(target, io);
    const done = [
      words.written(target.file),
      ...(backup === undefined ? [] : [words.backup(backup)]),
      ...(trusts ? [words.trusted(target.file)] : []),
    ];
    this.#say(done.map((line) => `${line}\n`).join(''));
    if (options.json) {
      const did = { written: true, backup, trusted: trusts, listed };
      io.stdout.write(`${safeJson(reportOf(target, found, wanted, drafted, did, io.locale), 2)}\n`);
    } else this.#say(nextText(drafted, target, trusts, io, words));
    return 0;
  }

  /** Each time anew: while the clouds are asked, Ctrl-C ends that. */
  async #asking<T>(questions: (person: Person | undefined) => Promise<T>): Promise<T> {
    const person = this.options.asks ? Person.at(this.io, 'init') : undefined;
    try {
      return await questions(person);
    } finally {
      person?.leave();
    }
  }

  async #choose(target: Target, person: Person | undefined): Promise<Chosen> {
    const { io, options } = this;
    const { dotenv, unreadable } = await this.#dotenv(person);
    const around = await lookAround(io, dotenv);
    const found = { ...around, unreadable: [...unreadable, ...around.unreadable] };
    this.#say(foundText(found, this.#paint, io.locale));
    const clouds = await choose(found.accounts, options, person, this.#words);
    const lists =
      !options.print &&
      !options.offline &&
      (!person || (await this.#yes(person, this.#words.askListing, true)));
    const envFile = dotenv && pathFrom(target, dotenv);
    return { found, wanted: { clouds, envFile, readOnly: options.readOnly }, lists };
  }

  /** The dotenv file, where it is to be used. One that nobody named may have been put there by anybody. */
  async #dotenv(
    person: Person | undefined,
  ): Promise<{ readonly dotenv?: Dotenv; readonly unreadable: Findings['unreadable'] }> {
    const words = this.#words;
    const { dotenv, named, unreadable } = await findDotenv(this.options.envFile, this.io, words);
    if (!dotenv) return { unreadable };
    this.#say(dotenvText(dotenv, named ? true : person ? undefined : false, words));
    const used =
      named || (person !== undefined && (await this.#yes(person, words.askDotenv(dotenv.file), false)));
    return { unreadable, ...(used && { dotenv }) };
  }

  async #list(target: Target, { input }: Draft, lists: boolean): Promise<Listed | undefined> {
    const { env, home, platform } = this.io;
    const load = () => configForFile(input, target.file, { env, home, platform });
    if (!lists) {
      // What would not start is not written either.
      await load();
      this.#say(`${this.#words.offline}\n\n`);
      return undefined;
    }
    const listed = await listFleet(load, this.io, this.#words);
    this.#say(`\n${fleetText(listed, input.readOnly === true, this.#paint, this.#words)}`);
    return listed;
  }

  /** Whether the config is to be trusted; that it is to be written is said before. */
  async #confirm({ file, reached }: Target, person: Person | undefined): Promise<boolean> {
    if (person && !(await this.#yes(person, this.#words.askWrite(file), true))) throw new Cancelled();
    if (reached !== 'trusted') return false;
    if (this.options.trust || !person) return this.options.trust;
    return this.#yes(person, this.#words.askTrust(file), false);
  }

  #yes(person: Person, question: string, usual: boolean): Promise<boolean> {
    return askYes(person, question, usual, this.#words);
  }
}

const NOTHING_DONE = { written: false, backup: undefined, trusted: false, listed: undefined };

/** Beside the config it moves with it; elsewhere its whole path is needed. */
function pathFrom({ file }: Target, dotenv: Dotenv): string {
  const directory = dirname(file);
  return dirname(dotenv.file) === directory ? `./${relative(directory, dotenv.file)}` : dotenv.file;
}
