/**
 * Every colour of the screens, defined here only (scripts/lib/colour-faults.ts). CSS reads them as custom properties
 * (`brandTint` is `--brand-tint`), the component library through theme.ts. Text colours have a contrast of at least 4.5 : 1
 * on white, on the ground and on the tint of their own name.
 */
export const palette = {
  /** The blue of the number strips. */
  brand: '#3555da',
  /** Hovered buttons of that blue. */
  brandDeep: '#2943b8',
  /** Selected items. */
  brandTint: '#eceffb',
  /** Hovered items; background of drawings. */
  brandFaint: '#f5f7ff',
  brandOnDark: '#7fb2ff',

  ink: '#1f2329',
  inkMedium: '#4b5261',
  inkSoft: '#5b6270',
  /** Placeholders must be readable, too: 4.5 : 1 on white. */
  inkFaint: '#6b7280',
  /** Codes read by scanners or from a distance. */
  black: '#000',

  surface: '#fff',
  ground: '#f4f5f7',
  /** Table headers. */
  band: '#f0f2f5',

  line: '#dfe2e8',
  lineFaint: '#eceef2',
  lineStrong: '#c9ced8',
  /** Frames of inputs: 3 : 1 on white. */
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

  /** Background of a photo. */
  dark: '#1f2329',
  onDark: '#fff',
  onDarkSoft: '#d0d3d9',
  onDarkTint: 'rgb(255 255 255 / 16%)',
  /** Backdrop of a dialog, and behind text on a photo. */
  scrim: 'rgb(0 0 0 / 55%)',
  scrimStrong: 'rgb(0 0 0 / 70%)',
  shadow: 'rgb(0 0 0 / 6%)',
  /** At the edge of what goes on beyond it. */
  shadowEdge: 'rgb(0 0 0 / 22%)',
} as const

/** Series colours of a chart; they differ in brightness too, for colour-blind readers. */
export const chartColours = [palette.brand, '#e08a1e', '#12806a', '#9aa1ae']

/** `brandTint` → `--brand-tint` */
export const propertyOf = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

const declarations = Object.entries(palette).map(([name, colour]) => `${propertyOf(name)}:${colour}`)

/**
 * The palette as custom properties of the document. Backdrops of dialogs inherit none before Chrome 122, so they get a rule
 * of their own: Safari 15.0 does not know `::backdrop` and would drop a combined rule.
 */
export const paletteCss = `:root{${declarations.join(';')}}::backdrop{--scrim:${palette.scrim}}`
