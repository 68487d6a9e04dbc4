import { headers } from 'next/headers'
import { ELDER_KEY } from '@/lib/core/elder-mode'

const SCRIPT = `try{if(localStorage.getItem('${ELDER_KEY}'))document.documentElement.setAttribute('data-elder','')}catch(e){}`

/** Applies 大字版 before the page is painted, so that nothing jumps. */
export async function ElderMode() {
  return (
    <script
      nonce={(await headers()).get('x-nonce') ?? undefined}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant text, under the page's nonce
      dangerouslySetInnerHTML={{ __html: SCRIPT }}
    />
  )
}
