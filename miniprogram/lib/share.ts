/** What a shared card opens: always the front page. Which page, filing or machine somebody looked at is not passed on. */
export function shareCard() {
  return { title: '非道路移动机械环保信息采集', path: '/pages/index/index' }
}
