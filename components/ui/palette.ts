/**
 * Every colour of the screens, and the only place where one is written (scripts/lib/colour-faults.ts). CSS reads them as
 * custom properties (`brandTint` is `--brand-tint`), the component library through theme.ts. Text colours have at least
 * 4.5 : 1 on white, on the ground and on the tint of their own name.
 */
export const palette = {
  /** The blue of the number strips. */
  brand: '#3555da',
  /** What is chosen. */
  brandTint: '#eceffb',
  /** What the pointer is over; behind drawings. */
  brandFaint: '#f5f7ff',
  brandOnDark: '#7fb2ff',

  ink: '#1f2329',
  inkMedium: '#4b5261',
  inkSoft: '#5b6270',
  /** Placeholders are read too: 4.5 : 1 on white. */
  inkFaint: '#6b7280',
  /** Codes for scanners and for eyes at a distance. */
  black: '#000',

  surface: '#fff',
  ground: '#f4f5f7',
  /** Heads of tables. */
  band: '#f0f2f5',

  line: '#dfe2e8',
  lineFaint: '#eceef2',
  lineStrong: '#c9ced8',
  /** Around what is typed into: 3 : 1 on white. */
  lineInput: '#8a919e',

  success: '#1a7f37',
  successInk: '#1a6b2f',
  successTint: '#e8f6ec',
  successLine: '#a9d6b3',
  warning: '#b45309',
  warningInk: '#7a4100',
  warningTint: '#fff4e0',
  warningLine: '#efc78d',
  danger: '#c4241a',
  dangerInk: '#8a1c13',
  dangerTint: '#fdeceb',
  dangerLine: '#efb0aa',

  /** Behind a photo. */
  dark: '#1f2329',
  onDark: '#fff',
  onDarkSoft: '#d0d3d9',
  onDarkTint: 'rgb(255 255 255 / 16%)',
  /** Over what a dialog covers, and behind words on a photo. */
  scrim: 'rgb(0 0 0 / 55%)',
  scrimStrong: 'rgb(0 0 0 / 70%)',
  shadow: 'rgb(0 0 0 / 6%)',
} as const

/** What follows one another in a chart; distinct by brightness too, for eyes that do not tell red from green. */
export const chartColours = [palette.brand, '#e08a1e', '#12806a', '#9aa1ae']

/** `brandTint` → `--brand-tint` */
export const propertyOf = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

const declarations = Object.entries(palette).map(([name, colour]) => `${propertyOf(name)}:${colour}`)

/**
 * The palette as custom properties of the document. Backdrops of dialogs inherit none before Chrome 122; in a rule of
 * their own, since Safari 15.0 does not know them and would drop the whole rule.
 */
export const paletteCss = `:root{${declarations.join(';')}}::backdrop{--scrim:${palette.scrim}}`
