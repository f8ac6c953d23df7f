import type { AnonymousRequest, Fault, SimulatorReply } from 'multi-cloud-manager/testing';
import { DECLARATION, element, type XmlValue } from './xml.js';

/** The services that are simulated, as a credential scope names them. */
export type ServiceName = 'ec2' | 'monitoring' | 'sts';

/** The id of a request, the same in every run. */
export const requestId = (request: Pick<AnonymousRequest, 'number'>): string =>
  `00000000-0000-4000-8000-${String(request.number).padStart(12, '0')}`;

type Numbered = Pick<AnonymousRequest, 'number'>;

const XML = { 'content-type': 'text/xml;charset=UTF-8' };

/** An answer of EC2: the fields stand beside the request's id. */
export function ec2Answer(
  request: Numbered,
  action: string,
  fields: Record<string, XmlValue>,
): SimulatorReply {
  const name = `${action}Response`;
  const body = element(name, { requestId: requestId(request), ...fields });
  const opened = body.replace(name, `${name} xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"`);
  return { status: 200, headers: XML, body: DECLARATION + opened };
}

/** An answer of STS: the fields stand in a result of their own. */
export function stsAnswer(
  request: Numbered,
  action: string,
  fields: Record<string, XmlValue>,
): SimulatorReply {
  const body = element(`${action}Response`, {
    [`${action}Result`]: fields,
    ResponseMetadata: { RequestId: requestId(request) },
  });
  const opened = body.replace('Response>', 'Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">');
  return { status: 200, headers: XML, body: DECLARATION + opened };
}

/** A refusal in the words and the form of a service. */
export function failure(
  service: ServiceName,
  request: Numbered,
  status: number,
  code: string,
  message: string,
): SimulatorReply {
  const id = requestId(request);
  if (service === 'monitoring') {
    return {
      status,
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amzn-query-error': `${code};${status < 500 ? 'Sender' : 'Receiver'}`,
      },
      body: JSON.stringify({ __type: `com.amazonaws.cloudwatch#${code}`, message }),
    };
  }
  const error = { Code: code, Message: message };
  const body =
    service === 'sts'
      ? element('ErrorResponse', { Error: { Type: 'Sender', ...error }, RequestId: id })
      : element('Response', { Errors: { Error: error }, RequestID: id });
  return { status, headers: XML, body: DECLARATION + body };
}

/** What EC2 says of credentials it does not know, of wrong signatures, and in regions that are not enabled. */
export const NOT_VALIDATED = 'AWS was not able to validate the provided access credentials';

/** Credentials that the service does not know; each has its own words for it. */
export function unknownKey(service: ServiceName, request: Numbered): SimulatorReply {
  if (service === 'ec2') return failure(service, request, 401, 'AuthFailure', NOT_VALIDATED);
  const words = 'The security token included in the request is invalid.';
  return service === 'sts'
    ? failure(service, request, 403, 'InvalidClientTokenId', words)
    : failure(service, request, 403, 'UnrecognizedClientException', words);
}

/** A signature that the secret does not give. */
export function wrongSignature(service: ServiceName, request: Numbered): SimulatorReply {
  if (service === 'ec2') return failure(service, request, 401, 'AuthFailure', NOT_VALIDATED);
  const code = service === 'sts' ? 'SignatureDoesNotMatch' : 'InvalidSignatureException';
  const headers = 'The Canonical String for this request should have been the one that the service computed.';
  return failure(service, request, 403, code, `The request signature does not match. ${headers}`);
}

/** A session token whose time is over. */
export function expired(service: ServiceName, request: Numbered): SimulatorReply {
  if (service === 'ec2') return failure(service, request, 400, 'RequestExpired', 'Request has expired.');
  const code = service === 'sts' ? 'ExpiredToken' : 'ExpiredTokenException';
  return failure(service, request, 403, code, 'The security token included in the request is expired');
}

/** No policy allows it. */
export function denied(service: ServiceName, request: Numbered, action: string, who: string): SimulatorReply {
  const words = `User: ${who} is not authorized to perform: ${action}`;
  if (service !== 'ec2') {
    return failure(
      service,
      request,
      403,
      service === 'sts' ? 'AccessDenied' : 'AccessDeniedException',
      words,
    );
  }
  return failure(
    service,
    request,
    403,
    'UnauthorizedOperation',
    `You are not authorized to perform this operation. ${words} Encoded authorization failure message: c2ltdWxhdGVk`,
  );
}

const asFault = (status: number, code: string, message: string): Fault => ({
  kind: 'status',
  status,
  headers: XML,
  body: failure('ec2', { number: 0 }, status, code, message).body,
});

/** For `fail`: EC2's throttling. */
export const rateLimited = (): Fault => asFault(503, 'RequestLimitExceeded', 'Request limit exceeded.');

/** For `fail`: EC2's own 500. */
export const serverError = (): Fault => asFault(500, 'InternalError', 'An internal error has occurred');

/** For `fail`: any of EC2's errors. */
export const ec2Error = (status: number, code: string, message = 'No words'): Fault =>
  asFault(status, code, message);
