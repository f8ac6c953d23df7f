import type { AnonymousRequest, Fault, SimulatorReply } from 'multi-cloud-manager/testing';

/** The id of a request, the same in every run. */
export const requestId = (request: Pick<AnonymousRequest, 'number'>): string =>
  `00000000-0000-4000-8000-${String(request.number).padStart(12, '0')}`.toUpperCase();

/** An error as ECS words it. */
export function refuse(
  request: Pick<AnonymousRequest, 'number' | 'origin'>,
  status: number,
  Code: string,
  Message: string,
): SimulatorReply {
  const HostId = new URL(request.origin).host;
  const Recommend = `https://api.aliyun.com/troubleshoot?q=${Code}&product=Ecs&requestId=${requestId(request)}`;
  return { status, body: { RequestId: requestId(request), HostId, Code, Message, Recommend } };
}

/** A success. */
export const accept = (request: Pick<AnonymousRequest, 'number'>, more: object = {}): SimulatorReply => ({
  status: 200,
  body: { RequestId: requestId(request), ...more },
});

const fault = (status: number, Code: string, Message: string): Extract<Fault, { kind: 'status' }> => ({
  kind: 'status',
  status,
  body: { RequestId: '473469C7-AA6F-4DC5-B3DB-A3DC0DE3C83E', HostId: 'ecs.aliyuncs.com', Code, Message },
});

/** For `fail`: the flow control of a user as ECS words it; with seconds, the pause that some answers ask for. */
export function throttled(retryAfterSeconds?: number): Fault {
  const bare = fault(400, 'Throttling.User', 'Request was denied due to user flow control.');
  return retryAfterSeconds === undefined
    ? bare
    : { ...bare, headers: { 'x-acs-retry-after': String(retryAfterSeconds * 1000) } };
}

/** For `fail`: ECS's own 500. */
export const serverError = (): Fault =>
  fault(500, 'InternalError', 'The request processing has failed due to some unknown error.');

/** For `fail`: any error of ECS. */
export const ecsError = (status: number, code: string, message = 'The message of the cloud.'): Fault =>
  fault(status, code, message);
