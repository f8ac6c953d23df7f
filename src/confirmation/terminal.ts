import type { Answer } from '../call/request.js';
import { confirmation } from '../locale/en/confirmation.js';
import { wordsIn } from '../locale/words.js';
import type { Approvals } from './approvals.js';
import type { Asked, Question, Way } from './confirmer.js';

/** A person approves in a terminal of their own, with a command that the challenge names. */
export class TerminalConfirmer implements Way {
  readonly name = 'terminal';
  readonly level = 'human';

  constructor(
    private readonly approvals: Approvals,
    /** The command line of `mcm approve`, complete but for the question's id. */
    private readonly command: string,
  ) {}

  /** Whether there is a terminal, only the person knows. */
  unavailable(): undefined {
    return undefined;
  }

  async ask(question: Question): Promise<Asked> {
    const { id } = await this.approvals.request(question);
    const command = `${this.command} ${id}`;
    return {
      next: wordsIn(confirmation, question.locale).inATerminal(command),
      details: { approve: { command, id } },
    };
  }

  take(question: Question): Promise<Answer | undefined> {
    return this.approvals.take(question);
  }
}
