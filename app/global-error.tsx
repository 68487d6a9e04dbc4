'use client'

/** A fault in the outermost layout, in place of which this stands: no style sheet of ours need be there. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <html lang="zh-CN">
      <body>
        <main className="plain-page">
          <h1>页面没有正常打开</h1>
          <p>系统出现问题，请稍后再试。{error.digest && `（编号 ${error.digest}）`}</p>
          <p>
            <button type="button" onClick={reset}>
              重新加载
            </button>
          </p>
        </main>
      </body>
    </html>
  )
}
