import { OLD_BROWSER_SCRIPT } from './old-browser-script'

/**
 * Notice for browsers older than supported (README: browsers), above the server-rendered content: without it the page would
 * look complete while no button works. Part of every page, so that an ES5 script only has to unhide it.
 */
export function OldBrowser({ nonce }: { nonce: string | undefined }) {
  return (
    <>
      <div id="old-browser" className="old-browser" role="alert" hidden suppressHydrationWarning>
        <p>
          <strong>您的浏览器版本过低，页面上的按钮可能不起作用，所填内容无法提交。</strong>
          已经显示的内容仍可查看。请更换或升级浏览器后重新打开：
        </p>
        <p>
          电脑（Windows 7 也可）：安装 Chrome 109 或 360 安全浏览器 13 以上版本；正在使用 360
          等双核浏览器的，请在地址栏右侧切换到“极速模式”。Windows 10 以上可直接使用 Microsoft Edge。
        </p>
        <p>手机：将微信升级到最新版本；苹果手机需 iOS 15 以上。</p>
      </div>
      <noscript>
        <p className="old-browser">
          浏览器停用了 JavaScript，页面上的按钮不起作用。请在浏览器设置中启用后刷新。
        </p>
      </noscript>
      <script
        nonce={nonce}
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant text, under the page's nonce
        dangerouslySetInnerHTML={{ __html: OLD_BROWSER_SCRIPT }}
      />
    </>
  )
}
