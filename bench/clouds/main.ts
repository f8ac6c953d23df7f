/**
 * The large fleet in a process of its own, so that the server's memory is the server's. It writes one line of JSON when it is up;
 * each line on stdin is answered with the number of requests since the last.
 */
import { createInterface } from 'node:readline';
import { largeFleet } from './fleet.js';

const [latencyMs = 50, thousands = 10] = process.argv.slice(2).map(Number);
const fleet = await largeFleet(latencyMs, thousands);
console.log(JSON.stringify(fleet));

let counted = 0;
const input = createInterface({ input: process.stdin });
input.on('line', () => {
  const sent = fleet.sent();
  console.log(JSON.stringify({ requests: sent - counted }));
  counted = sent;
});
input.once('close', () => {
  void fleet.close();
});
