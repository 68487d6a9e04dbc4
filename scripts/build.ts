/** `npm run build`: the production build, made again only when its sources have changed. `npm start` does this by itself. */
import { buildSite, generateClient } from './lib/build'
import { runMain, say } from './lib/say'

await runMain(async () => {
  await generateClient(() => undefined)
  say((await buildSite(() => undefined)) ? '网站已构建。' : '源文件没有变化，无需构建。')
  return 0
})
