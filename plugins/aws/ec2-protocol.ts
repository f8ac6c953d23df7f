import { readPlainXml } from './plain-xml.js';
// Loads the SDK: this file is imported when a client is made, as the SDK itself.
import { AwsEc2QueryProtocol, XmlShapeDeserializer } from './sdk.js';

/**
 * EC2's protocol with a quick reader of XML before the SDK's own, which takes 100 µs for every instance. What is not as plain as EC2
 * writes it is left to that one.
 */
export class Ec2Protocol extends AwsEc2QueryProtocol {
  constructor(options: ConstructorParameters<typeof AwsEc2QueryProtocol>[0]) {
    super(options);
    this.deserializer = new QuickDeserializer(this.deserializer.settings);
  }
}

class QuickDeserializer extends XmlShapeDeserializer {
  protected override parseXml(xml: string): unknown {
    return readPlainXml(xml) ?? super.parseXml(xml);
  }
}
