import { describe, expect, it } from '@jest/globals';
import * as plugin from 'multi-cloud-manager/plugin';
import * as policies from 'multi-cloud-manager/policies';
import * as root from 'multi-cloud-manager';
import * as testing from 'multi-cloud-manager/testing';

describe('what other people build on', () => {
  it('multi-cloud-manager/plugin exports this and no more', () => {
    expect(Object.keys(plugin).sort()).toEqual([
      'API_VERSION',
      'CLOCK',
      'CONFIG',
      'CONFIRMATION_LEVELS',
      'ENVIRONMENT',
      'ERROR_CODES',
      'FLEET',
      'HOST_INFO',
      'HTTP',
      'IDS',
      'INSTANCE_STATUSES',
      'Incomplete',
      'Instance',
      'InstanceAnswer',
      'InstanceList',
      'LOCALES',
      'LOGGER',
      'Limiter',
      'McmError',
      'Monitoring',
      'MonitoringHours',
      'NETWORK',
      'Operation',
      'OperationResult',
      'PERMITS',
      'POSTS',
      'POWER_ACTIONS',
      'PROVIDER',
      'PowerTool',
      'ProviderInfo',
      'SECRETS',
      'SecretRef',
      'SeriesSummary',
      'SettingInfo',
      'SystemStatus',
      'Tool',
      'Withheld',
      'allow',
      'confirm',
      'defineMiddleware',
      'definePlugin',
      'definePolicy',
      'deny',
      'env',
      'exec',
      'file',
      'inject',
      'injectable',
      'instanceAnswer',
      'instanceAnswerText',
      'instanceListText',
      'instanceText',
      'known',
      'monitoringOf',
      'monitoringText',
      'powerInput',
      'rebootInput',
      'secretPlace',
      'sentences',
      'sparkline',
      'summarize',
      'textIn',
      'wholeNumberId',
    ]);
  });

  it('multi-cloud-manager exports this and no more', () => {
    expect(Object.keys(root).sort()).toEqual(['createHost', 'defineConfig', 'env', 'exec', 'file']);
  });

  it('multi-cloud-manager/policies exports this and no more', () => {
    expect(Object.keys(policies).sort()).toEqual([
      'AllowTargetsOptions',
      'ChangeWindowOptions',
      'DenyTargetsOptions',
      'MaxActionsOptions',
      'RequireHumanOptions',
      'RequireReasonOptions',
      'allowTargets',
      'changeWindow',
      'denyTargets',
      'maxActions',
      'requireHuman',
      'requireReason',
    ]);
  });

  it('multi-cloud-manager/testing exports this and no more', () => {
    expect(Object.keys(testing).sort()).toEqual([
      'assertAudit',
      'assertChallenge',
      'assertError',
      'assertResult',
      'createSimulator',
      'createTestHost',
      'createTestProvider',
      'createTestStateStore',
      'manualClock',
      'providerContract',
      'realClock',
      'stateStoreContract',
    ]);
  });

  it('the API has a version, and there are two kinds of access and four actions', () => {
    expect(plugin.API_VERSION).toBe(1);
    expect(plugin.POWER_ACTIONS).toEqual(['power_on', 'power_off', 'shutdown', 'reboot']);
    expect(plugin.CONFIRMATION_LEVELS).toEqual(['arguments', 'human']);
    expect(plugin.INSTANCE_STATUSES).toEqual([
      'pending',
      'running',
      'stopping',
      'stopped',
      'rebooting',
      'terminated',
      'unknown',
    ]);
  });
});
