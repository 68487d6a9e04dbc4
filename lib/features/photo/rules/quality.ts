import { PHOTO_SLOTS, type PhotoSlot, type QualityFigures } from '../schema'

export const QUALITY_FAULTS = ['SMALL', 'DARK', 'BRIGHT', 'BLANK', 'BLURRED', 'SCREEN', 'SIDEWAYS'] as const
export type QualityFault = (typeof QUALITY_FAULTS)[number]

/**
 * Found on drawn photos of machines and plates (docs/benchmarks.md, Photos), no photos of real machines being at hand. Of
 * photos in focus the lowest figure, and of faulty ones the highest, stand beside each limit.
 */
const LIMITS = {
  /** A thumbnail or a screen's cut-out; the smallest phone cameras give 640 × 480. */
  shortSide: 400,
  longSide: 600,
  /** Highlights: at 40 % of the light 50 to 102, at 15 % 18 to 38. */
  dark: 45,
  /** Shadows: half as bright again 31 to 119, washed out 215 and more; paper has ink. */
  bright: 200,
  /** A plate at 40 % of the light has 14, a wall or a finger 1 to 4. */
  blank: 6,
  /** Sharpness: in focus 0.29 to 0.48; blurred by 6 pixels of 960 0.09 to 0.13, moved by 25 pixels up to 0.12. */
  blurred: 0.13,
  /** Letters need more: blurred by 4 pixels of 960 they have 0.16 to 0.18 and cannot be read. */
  blurredText: 0.18,
  /** Long side ÷ short side: cameras give up to 16:9, screens of phones 18:9 to 21:9; what is longer is a panorama. */
  screen: { from: 1.95, to: 2.4 },
  /** Text level: drawn plates and papers lying on their side have −1.7 to −4.5, upright ones 1.7 to 4.5. */
  sideways: -1.5,
}

/** Photos of a machine or of whatever else: the others are of plates and papers, whose text must be read. */
export function showsText(slot: PhotoSlot): boolean {
  return slot !== 'DPF_BODY' && !['BODY', 'OTHER'].includes(PHOTO_SLOTS[slot].group)
}

/** Whether a picture has nothing in it: one black, white or empty photo is like any other. */
export const showsNothing = ({ contrast, sharpness }: QualityFigures): boolean =>
  contrast < LIMITS.blank || sharpness === null

/** @param text whether it must be possible to read what it shows */
export function qualityFaults(seen: QualityFigures, text: boolean): QualityFault[] {
  const sideways = text && seen.textLevel !== null && seen.textLevel < LIMITS.sideways
  return [
    sizeFault(seen),
    lightFault(seen) ?? focusFault(seen.sharpness, text),
    sideways ? ('SIDEWAYS' as const) : null,
  ].filter((fault) => fault !== null)
}

function sizeFault({ width, height }: QualityFigures): QualityFault | null {
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  const { from, to } = LIMITS.screen
  if (long >= short * from && long <= short * to) return 'SCREEN'
  return short < LIMITS.shortSide || long < LIMITS.longSide ? 'SMALL' : null
}

function lightFault({ highlights, shadows, contrast, sharpness }: QualityFigures): QualityFault | null {
  if (highlights < LIMITS.dark) return 'DARK'
  if (contrast < LIMITS.blank) return 'BLANK'
  if (shadows > LIMITS.bright) return 'BRIGHT'
  return sharpness === null ? 'BLANK' : null
}

function focusFault(sharpness: number | null, text: boolean): QualityFault | null {
  return sharpness !== null && sharpness < (text ? LIMITS.blurredText : LIMITS.blurred) ? 'BLURRED' : null
}

export const FAULT_WORDS: Record<QualityFault, string> = {
  SMALL: '像素过小，可能看不清',
  DARK: '过暗，可能看不清',
  BRIGHT: '过亮，可能看不清',
  BLANK: '几乎没有可辨认的内容',
  BLURRED: '模糊，可能看不清',
  SCREEN: '长宽比与手机屏幕相同，可能是截屏',
  SIDEWAYS: '的文字可能横置',
}

/** For the owner, where the slot is not known: what no photo should be. */
export function hintsOf(figures: QualityFigures, slot?: PhotoSlot): string[] {
  return qualityFaults(figures, slot !== undefined && showsText(slot)).map(
    (fault) => `照片${FAULT_WORDS[fault]}`,
  )
}
