import type { Fault, SimulatorReply } from 'multi-cloud-manager/testing';

/** Keystone's errors, and those of the middleware that asks Keystone about tokens. */
export const keystoneFault = (code: number, title: string, message: string): SimulatorReply => ({
  status: code,
  body: { error: { code, title, message } },
});

export const unauthorized: SimulatorReply = keystoneFault(
  401,
  'Unauthorized',
  'The request you have made requires authentication.',
);

/** Nova's. */
export const novaFault = (code: number, name: string, message: string): SimulatorReply => ({
  status: code,
  body: { [name]: { code, message } },
});

/** As Nova says it. */
export const rateLimited = (seconds: number): Fault => ({
  kind: 'status',
  status: 429,
  retryAfter: seconds,
  body: {
    overLimit: {
      code: 429,
      message: 'This request was rate-limited.',
      details: 'Only 10 POST request(s) can be made to * every minute.',
      retryAfter: String(seconds),
    },
  },
});

/** As Nova says it. */
export const serverError = (): Fault => ({
  kind: 'status',
  status: 500,
  body: { computeFault: { code: 500, message: 'Unexpected API Error.' } },
});
