/** `npm run build`: the production build, skipped when its sources have not changed. `npm start` also does this. */
import { buildSite, generateClient } from './lib/build'
import { runMain, say } from './lib/say'

await runMain(async () => {
  await generateClient(() => undefined)
  say((await buildSite(() => undefined)) ? '网站已构建。' : '源文件没有变化，无需构建。')
  return 0
})
