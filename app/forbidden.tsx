/** Of pages without a frame of their own, as those to print. Next's own page has styles that the content security policy refuses. */
export default function Forbidden() {
  return (
    <main className="plain-page">
      <h1>您没有权限打开这个页面</h1>
      <p>需要使用时，请联系安全管理员调整您的角色。</p>
      <p>
        <a href="/">返回工作台</a>
      </p>
    </main>
  )
}
