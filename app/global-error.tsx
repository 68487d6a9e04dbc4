'use client'

import RootError from './error'

/** A fault in the outermost layout, in place of which this stands: no style sheet of ours need be there. */
export default function GlobalError(props: Parameters<typeof RootError>[0]) {
  return (
    <html lang="zh-CN">
      <body>
        <RootError {...props} />
      </body>
    </html>
  )
}
