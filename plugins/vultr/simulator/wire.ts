/** https://www.vultr.com/api/#tag/instances: what the API sends, as far as it is simulated. */
export interface WireInstance {
  readonly id: string;
  readonly os: string;
  readonly ram: number;
  readonly disk: number;
  readonly main_ip: string;
  readonly vcpu_count: number;
  readonly region: string;
  readonly plan: string;
  readonly date_created: string;
  readonly status: 'active' | 'pending' | 'suspended' | 'resizing';
  readonly allowed_bandwidth: number;
  readonly netmask_v4: string;
  readonly gateway_v4: string;
  readonly power_status: 'running' | 'stopped';
  readonly server_status: 'none' | 'locked' | 'installingbooting' | 'ok';
  readonly v6_network: string;
  readonly v6_main_ip: string;
  readonly v6_network_size: number;
  readonly v6_networks?: readonly WireNetwork6[];
  readonly label: string;
  readonly internal_ip: string;
  readonly kvm: string;
  /** Only in the first ten minutes. */
  readonly default_password?: string;
  readonly hostname: string;
  readonly os_id: number;
  readonly app_id: number;
  readonly image_id: string;
  readonly firewall_group_id: string;
  readonly features: readonly string[];
  readonly tags: readonly string[];
  readonly user_scheme: 'root' | 'limited';
}

export interface WireNetwork6 {
  readonly network: string;
  readonly main_ip: string;
  readonly network_size: number;
}

export interface WireIpv4 {
  readonly ip: string;
  readonly netmask: string;
  readonly gateway: string;
  readonly type: 'main_ip' | 'secondary_ip' | 'private';
  readonly reverse: string;
}

export interface WireReservedIp {
  readonly id: string;
  readonly region: string;
  readonly ip_type: 'v4' | 'v6';
  readonly subnet: string;
  readonly subnet_size: number;
  readonly label: string;
  /** Empty while it is attached to nothing. */
  readonly instance_id: string;
}

export interface WireDay {
  readonly incoming_bytes: number;
  readonly outgoing_bytes: number;
}
