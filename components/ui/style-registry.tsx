'use client'

import {
  createCache,
  extractStyle,
  legacyLogicalPropertiesTransformer,
  StyleProvider,
} from '@ant-design/cssinjs'
import { useServerInsertedHTML } from 'next/navigation'
import { type ReactNode, useState } from 'react'

/** Chrome 86 lacks `inset` and the shorthands of logical margins (README: browsers). */
const transformers = [legacyLogicalPropertiesTransformer]

/**
 * Sends the component library's styles with the first HTML, each chunk once, with the nonce that the content security
 * policy requires.
 */
export function StyleRegistry({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [cache] = useState(() => createCache())
  useServerInsertedHTML(() => {
    const css = extractStyle(cache, { plain: true, once: true })
    if (css.includes('.data-ant-cssinjs-cache-path{content:"";}')) return null
    return (
      <style
        id="antd-cssinjs"
        nonce={nonce}
        // Before the styles inserted later in the browser, so that those win.
        data-rc-order="prepend"
        data-rc-priority="-1000"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: the library's own style text
        dangerouslySetInnerHTML={{ __html: css }}
      />
    )
  })
  return (
    <StyleProvider cache={cache} transformers={transformers}>
      {children}
    </StyleProvider>
  )
}
