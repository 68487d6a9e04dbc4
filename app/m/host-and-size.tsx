import { headers } from 'next/headers'
import { ELDER_KEY } from '@/lib/core/elder-mode'

/** WeChat writes `miniProgram` into the user agent of a mini program's web-view. */
const SCRIPT = `var d=document.documentElement;if(/miniProgram/i.test(navigator.userAgent))d.setAttribute('data-miniprogram','');try{if(localStorage.getItem('${ELDER_KEY}'))d.setAttribute('data-elder','')}catch(e){}`

/** Applies 大字版, and what the mini program around the page shows already, before the page is painted: nothing jumps. */
export async function HostAndSize() {
  return (
    <script
      nonce={(await headers()).get('x-nonce') ?? undefined}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant text, under the page's nonce
      dangerouslySetInnerHTML={{ __html: SCRIPT }}
    />
  )
}
