/** What the page takes over of a client's looks. Addresses are left out: the page loads nothing. */
const NAME = /^--(color|font|border)-[a-z0-9-]+$/;
const ADDRESS = /url\s*\(|image-set|@import/i;

/** Sets colours and fonts as the client has them. Where it says nothing, the operating system's light or dark holds. */
export function applyTheme(context: Readonly<Record<string, unknown>>): void {
  const root = document.documentElement;
  const { theme, styles, safeAreaInsets } = context as {
    readonly theme?: unknown;
    readonly styles?: { readonly variables?: Readonly<Record<string, unknown>> };
    readonly safeAreaInsets?: Readonly<Record<string, unknown>>;
  };
  if (theme === 'light' || theme === 'dark') root.style.colorScheme = theme;
  for (const [name, value] of Object.entries(styles?.variables ?? {}))
    if (NAME.test(name) && typeof value === 'string' && !ADDRESS.test(value))
      root.style.setProperty(name, value);
  for (const side of ['top', 'right', 'bottom', 'left'])
    if (typeof safeAreaInsets?.[side] === 'number')
      root.style.setProperty(`--inset-${side}`, `${String(safeAreaInsets[side])}px`);
}
