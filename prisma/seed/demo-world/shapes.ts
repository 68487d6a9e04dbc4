/** Machines as a few strokes, seen from the right, on a ground line at y = 400 between x = 0 and 640. */
export type Shape = 'excavator' | 'dozer' | 'loader' | 'roller' | 'forklift' | 'crane' | 'truck' | 'bus'

const DARK = '#2c2c2e'
const GLASS = '#9fc4d8'

const wheel = (x: number, r: number): string =>
  `<circle cx="${x}" cy="${400 - r}" r="${r}" fill="${DARK}"/><circle cx="${x}" cy="${400 - r}" r="${r * 0.45}" fill="#c9c9c6"/>`

function track(x: number, width: number): string {
  const rollers = [0.12, 0.37, 0.63, 0.88].map(
    (at) => `<circle cx="${x + width * at}" cy="365" r="20" fill="#6d6d70"/>`,
  )
  return `<rect x="${x}" y="330" width="${width}" height="70" rx="35" fill="${DARK}"/>${rollers.join('')}`
}

const cab = (x: number, y: number, width: number, height: number, body: string): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="${body}"/>` +
  `<rect x="${x + 10}" y="${y + 12}" width="${width - 20}" height="${height * 0.5}" rx="4" fill="${GLASS}"/>`

const SIDES: Record<Shape, (body: string) => string> = {
  excavator: (body) =>
    `${track(60, 300)}<rect x="90" y="235" width="250" height="90" rx="10" fill="${body}"/>${cab(250, 150, 90, 120, body)}` +
    `<path d="M330 250 L470 90 L500 110 L370 280Z" fill="${body}"/><path d="M480 90 L560 270 L535 280 L465 120Z" fill="${body}"/>` +
    `<path d="M520 270 L590 275 L575 345 L510 335Z" fill="${DARK}"/>`,
  dozer: (body) =>
    `${track(110, 340)}<rect x="250" y="240" width="190" height="95" rx="8" fill="${body}"/>${cab(150, 140, 120, 150, body)}` +
    `<path d="M500 240 Q470 320 505 400 L530 400 Q505 320 530 240Z" fill="${body}"/><rect x="420" y="345" width="90" height="22" fill="${DARK}"/>`,
  loader: (body) =>
    `<rect x="80" y="220" width="220" height="110" rx="10" fill="${body}"/>${cab(230, 120, 110, 160, body)}` +
    `<path d="M320 270 L500 290 L500 320 L320 310Z" fill="${body}"/><path d="M490 260 L590 300 L590 360 L500 370Z" fill="${DARK}"/>` +
    `${wheel(150, 62)}${wheel(390, 62)}`,
  roller: (body) =>
    `<rect x="90" y="210" width="200" height="120" rx="10" fill="${body}"/>${cab(240, 120, 120, 150, body)}` +
    `<rect x="340" y="290" width="150" height="30" fill="${body}"/>${wheel(160, 65)}<circle cx="460" cy="322" r="78" fill="#8e9093"/><circle cx="460" cy="322" r="20" fill="${body}"/>`,
  forklift: (body) =>
    `<rect x="170" y="250" width="240" height="100" rx="16" fill="${body}"/><path d="M220 250 L240 120 L380 120 L400 250" fill="none" stroke="${DARK}" stroke-width="14"/>` +
    `<rect x="425" y="90" width="26" height="290" fill="${DARK}"/><rect x="450" y="362" width="130" height="16" fill="#55565a"/>${wheel(220, 42)}${wheel(385, 48)}`,
  crane: (body) =>
    `${track(80, 300)}<rect x="90" y="240" width="260" height="85" rx="8" fill="${body}"/>${cab(290, 180, 80, 100, body)}` +
    `<path d="M300 250 L560 20 L575 34 L340 270Z" fill="none" stroke="${body}" stroke-width="12"/><path d="M566 28 L566 210" stroke="${DARK}" stroke-width="4"/><rect x="554" y="205" width="24" height="30" fill="${DARK}"/>`,
  truck: (body) =>
    `<path d="M70 190 L400 190 L380 320 L90 320Z" fill="#77797c"/>${cab(420, 170, 140, 160, body)}<rect x="70" y="320" width="500" height="24" fill="${DARK}"/>` +
    `${wheel(150, 44)}${wheel(250, 44)}${wheel(500, 44)}`,
  bus: (body) =>
    `<rect x="40" y="140" width="560" height="220" rx="22" fill="${body}"/><rect x="70" y="170" width="500" height="85" rx="8" fill="${GLASS}"/>` +
    `<rect x="40" y="300" width="560" height="14" fill="#2f5d8f"/>${wheel(150, 46)}${wheel(490, 46)}`,
}

/** The machine from the right. */
export function sideOf(shape: Shape, body: string): string {
  return SIDES[shape](body)
}

/** From the front or the rear: the same body, seen end on. */
export function endOf(shape: Shape, body: string, rear: boolean): string {
  const feet = shape === 'excavator' || shape === 'dozer' || shape === 'crane' ? 86 : 58
  const tall = shape === 'forklift' || shape === 'crane'
  const front =
    shape === 'dozer'
      ? `<rect x="110" y="270" width="420" height="130" rx="8" fill="${body}" stroke="${DARK}" stroke-width="5"/>`
      : `<rect x="190" y="270" width="260" height="60" rx="6" fill="${DARK}"/>`
  const grille = [0, 1, 2, 3].map(
    (line) => `<rect x="240" y="${250 + line * 16}" width="160" height="6" fill="${DARK}"/>`,
  )
  return (
    `<rect x="130" y="310" width="${feet}" height="90" rx="12" fill="${DARK}"/><rect x="${510 - feet}" y="310" width="${feet}" height="90" rx="12" fill="${DARK}"/>` +
    `<rect x="170" y="190" width="300" height="150" rx="14" fill="${body}"/>` +
    (rear ? grille.join('') : cab(220, 90, 200, 150, body) + front) +
    (tall && !rear
      ? `<rect x="300" y="20" width="40" height="300" fill="${body}" stroke="${DARK}" stroke-width="4"/>`
      : '') +
    `<circle cx="195" cy="215" r="14" fill="${rear ? '#c0392b' : '#f7f2d0'}"/><circle cx="445" cy="215" r="14" fill="${rear ? '#c0392b' : '#f7f2d0'}"/>`
  )
}
