import { cleanText } from '../text/clean.js';
import { RESOURCES, type Resource } from './resource.js';
import { expand, isTemplate, uriOf } from './uri.js';

/** A resource as it is listed. */
export interface ListedResource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

/** The cloud that a listed resource is about. */
export interface NamedProvider {
  readonly name: string;
  readonly display_name: string;
}

/** Whether a tool is offered. */
export type HasTool = (name: string) => boolean;

/** The resources to list: those with a URI of their own, and the instances of each cloud. */
export function listedResources(
  has: HasTool,
  providers: readonly NamedProvider[],
): readonly ListedResource[] {
  const offered = RESOURCES.filter(({ tool }) => has(tool));
  const fixed = offered
    .filter((resource) => !isTemplate(resource))
    .map((resource) => listed(resource, uriOf(resource)));
  const each = offered.flatMap((resource) =>
    providers.flatMap(({ name, display_name }) => {
      const title = resource.titleFor?.(cleanText(display_name, 100));
      if (title === undefined) return [];
      const uri = expand(resource, { provider: name });
      return [{ ...listed(resource, uri), name: `${resource.name}-${name}`, title }];
    }),
  );
  return [...fixed, ...each];
}

/** The templates to list. */
export const listedTemplates = (has: HasTool): readonly Resource[] =>
  RESOURCES.filter((resource) => isTemplate(resource) && has(resource.tool));

const listed = ({ name, title, description }: Resource, uri: string): ListedResource => ({
  uri,
  name,
  title,
  description,
});
