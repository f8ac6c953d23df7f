export { assertAudit, assertChallenge, assertError, assertResult } from './assertions.js';
export type { ExpectedRecord } from './assertions.js';
export { providerContract } from './contract.js';
export type {
  ContractAddress,
  ContractMetrics,
  ContractOptions,
  ContractPower,
  ContractRunner,
  ContractSubject,
  ContractWorld,
  ExpectedPower,
} from './contract/subject.js';
export { stateStoreContract } from './contract/state-store.js';
export type { StateStoreSubject } from './contract/state-store.js';
export { manualClock, realClock } from './simulator/clock.js';
export type { SimulatorClock } from './simulator/clock.js';
export type { Fault, FaultMatch } from './simulator/fault.js';
export type { Journal, JournalEntry } from './simulator/journal.js';
export type {
  AnonymousRequest,
  SimulatorReply,
  SimulatorRequest,
  SimulatorRoute,
} from './simulator/route.js';
export { createSimulator } from './simulator/server.js';
export type { Simulator, SimulatorOptions } from './simulator/server.js';
export { createTestHost } from './host/test-host.js';
export type {
  AskedQuestion,
  ScriptedAnswer,
  TestHost,
  TestHostOptions,
  ToolReply,
} from './host/test-host.js';
export { createTestProvider } from './provider/test-provider.js';
export type { TestProvider, TestProviderOptions } from './provider/test-provider.js';
export { createTestStateStore } from './provider/test-state-store.js';
export type { TestStateStore } from './provider/test-state-store.js';
