import { sha256Hex } from './sha256'

type HumanCheck = { salt: string; challenge: string; numbers: number; signature: string }

/** A slice of it is shorter than a frame, so that the page stays alive; no worker, which old web-views load badly. */
const SLICE_MS = 12

/**
 * Tries the numbers until one fits: the proof that a request took a browser some seconds.
 * @param onShare how many of the numbers have been tried, 0 to 1
 * @returns what the next request takes as `humanCheck`
 * @throws Error when no number fits, which no check of our server leads to
 */
export async function solveHumanCheck(
  { salt, challenge, numbers, signature }: HumanCheck,
  onShare: (share: number) => void,
): Promise<string> {
  for (let number = 0; number < numbers; ) {
    const end = performance.now() + SLICE_MS
    for (; number < numbers && performance.now() < end; number += 1)
      if (sha256Hex(`${salt}${number}`) === challenge) return `${salt}${number}:${signature}`
    onShare(number / numbers)
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  throw new Error('no number fits')
}
