/**
 * A fleet in a process of its own, so that the server's memory is the server's. Its shape is the argument. It writes one line of JSON
 * when it is up; each line on stdin is answered with the number of requests to each cloud since the last.
 */
import { createInterface } from 'node:readline';
import { benchFleet } from './fleet.js';
import { CLOUDS, listingRequests, type Shape } from './shape.js';

const fleet = await benchFleet(JSON.parse(process.argv[2] ?? '') as Shape);
console.log(JSON.stringify({ ...fleet, listing: listingRequests(fleet.shape) }));

let counted = fleet.sent();
const input = createInterface({ input: process.stdin });
input.on('line', () => {
  const sent = fleet.sent();
  console.log(
    JSON.stringify(Object.fromEntries(CLOUDS.map((cloud) => [cloud, sent[cloud] - counted[cloud]]))),
  );
  counted = sent;
});
input.once('close', () => {
  void fleet.close();
});
