/** Loaded with every page, so it imports no component: a plain link is enough. */
export default function NotFound() {
  return (
    <main className="plain-page">
      <h1>没有找到这个页面</h1>
      <p>地址可能有误，或者内容不在您的管辖范围内。</p>
      <p>
        <a href="/">返回首页</a>
      </p>
    </main>
  )
}
