import { typeSpec } from './catalogue.js';
import { STATES, type AddressSpec, type SimulatedInstance, type VolumeSpec } from './instance.js';
import type { XmlValue } from './xml.js';

// Names and order as in the API's reference; https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html

/** An instance as DescribeInstances tells of it. A terminated one has lost its network and its volumes. */
export function instanceXml(instance: SimulatedInstance, owner: string): XmlValue {
  const gone = instance.state === 'terminated';
  const spec = typeSpec(instance.type);
  const { privateIp, publicIp, state, createdAt } = instance;
  return {
    instanceId: instance.id,
    imageId: 'ami-0123456789abcdef0',
    instanceState: { code: STATES[state], name: state },
    privateDnsName: gone ? '' : dnsName(instance),
    dnsName:
      publicIp !== undefined && !gone ? `ec2-${publicIp.replaceAll('.', '-')}.compute.amazonaws.com` : '',
    reason: state === 'running' ? '' : 'User initiated',
    keyName: 'operators',
    amiLaunchIndex: 0,
    productCodes: [],
    instanceType: instance.type,
    launchTime: instance.launchedAt,
    placement: { availabilityZone: `${instance.region}a`, groupName: '', tenancy: 'default' },
    monitoring: { state: instance.detailedMonitoring ? 'enabled' : 'disabled' },
    ...(gone ? {} : { subnetId: 'subnet-0a1b2c3d', vpcId: 'vpc-0a1b2c3d' }),
    privateIpAddress: gone ? undefined : privateIp,
    ipAddress: gone ? undefined : publicIp,
    sourceDestCheck: true,
    groupSet: gone ? [] : [{ groupId: 'sg-0a1b2c3d', groupName: 'web' }],
    stateReason:
      state === 'running'
        ? undefined
        : {
            code: 'Client.UserInitiatedShutdown',
            message: 'Client.UserInitiatedShutdown: User initiated shutdown',
          },
    architecture: spec?.architecture ?? 'x86_64',
    rootDeviceType: 'ebs',
    rootDeviceName: '/dev/xvda',
    blockDeviceMapping: gone ? [] : instance.volumes.map((volume) => mappingXml(volume, createdAt)),
    virtualizationType: 'hvm',
    clientToken: '',
    tagSet: tagsOf(instance),
    hypervisor: 'xen',
    networkInterfaceSet: gone ? [] : interfacesXml(instance, owner),
    iamInstanceProfile:
      instance.iamInstanceProfile === undefined
        ? undefined
        : { arn: instance.iamInstanceProfile, id: 'AIPASIMULATED' },
    instanceLifecycle: instance.spot ? 'spot' : undefined,
    ebsOptimized: false,
    enaSupport: true,
    cpuOptions: { coreCount: spec?.cores ?? 1, threadsPerCore: spec?.threads ?? 1 },
    metadataOptions: { state: 'applied', httpTokens: 'required', httpEndpoint: 'enabled' },
    platformDetails: 'Linux/UNIX',
  };
}

/** The name that EC2 gives it inside its network. */
export const dnsName = ({ privateIp, region, id }: SimulatedInstance): string =>
  privateIp === undefined
    ? `${id}.${region}.compute.internal`
    : `ip-${privateIp.replaceAll('.', '-')}.${region}.compute.internal`;

const tagsOf = ({ name, tags = {} }: SimulatedInstance): XmlValue =>
  Object.entries({ ...(name === undefined ? {} : { Name: name }), ...tags }).map(([key, value]) => ({
    key,
    value,
  }));

function mappingXml({ device, id, deleteOnTermination = true }: VolumeSpec, attachTime: string): XmlValue {
  return { deviceName: device, ebs: { volumeId: id, status: 'attached', attachTime, deleteOnTermination } };
}

function interfacesXml(instance: SimulatedInstance, owner: string): XmlValue {
  const { privateIp, publicIp, secondary = [], secondInterface = [], ipv6 = [] } = instance;
  const primary =
    privateIp === undefined ? [] : [{ privateIp, ...(publicIp === undefined ? {} : { publicIp }) }];
  const first = interfaceXml(instance, owner, 0, [...primary, ...secondary], ipv6);
  return secondInterface.length === 0
    ? [first]
    : [first, interfaceXml(instance, owner, 1, secondInterface, [])];
}

function interfaceXml(
  { id, createdAt }: SimulatedInstance,
  owner: string,
  deviceIndex: number,
  addresses: readonly AddressSpec[],
  ipv6: readonly string[],
): XmlValue {
  const tail = id.replace(/^i-/, '');
  const association = (address: AddressSpec | undefined): XmlValue =>
    address?.publicIp === undefined ? undefined : { publicIp: address.publicIp, ipOwnerId: owner };
  return {
    networkInterfaceId: `eni-${deviceIndex}${tail.slice(1)}`,
    subnetId: 'subnet-0a1b2c3d',
    vpcId: 'vpc-0a1b2c3d',
    ownerId: owner,
    status: 'in-use',
    privateIpAddress: addresses[0]?.privateIp,
    sourceDestCheck: true,
    attachment: { deviceIndex, status: 'attached', attachTime: createdAt, deleteOnTermination: true },
    association: association(addresses[0]),
    privateIpAddressesSet: addresses.map((address, index) => ({
      privateIpAddress: address.privateIp,
      primary: index === 0,
      association: association(address),
    })),
    ipv6AddressesSet: ipv6.map((ipv6Address) => ({ ipv6Address, isPrimaryIpv6: false })),
    interfaceType: 'interface',
  };
}

/** A volume as DescribeVolumes tells of it. */
export function volumeXml(volume: VolumeSpec, { id, region, createdAt }: SimulatedInstance): XmlValue {
  const { type = 'gp3', iops = 3000, throughput } = volume;
  return {
    volumeId: volume.id,
    size: volume.sizeGib,
    snapshotId: '',
    availabilityZone: `${region}a`,
    status: 'in-use',
    createTime: createdAt,
    attachmentSet: [
      {
        volumeId: volume.id,
        instanceId: id,
        device: volume.device,
        status: 'attached',
        attachTime: createdAt,
        deleteOnTermination: volume.deleteOnTermination ?? true,
      },
    ],
    volumeType: type,
    iops: /^(gp|io)/.test(type) ? iops : undefined,
    encrypted: volume.encrypted ?? false,
    throughput: throughput ?? (type === 'gp3' ? 125 : undefined),
    multiAttachEnabled: false,
  };
}
