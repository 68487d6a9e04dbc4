import { MobilePage } from '@/components/mobile/mobile-page'
import { Loading } from '@/components/mobile/states'
import styles from './form.module.css'
import { PROGRESS } from './places'

/** Shown from the first HTML until the draft is open: the steps and what to prepare (manual, 第三步、第四步). */
export function FormWaiting() {
  return (
    <MobilePage title="机械登记流程" back="/m">
      <p className={styles.note}>
        机械登记流程分为{PROGRESS.length}步：{PROGRESS.join('、')}
        。请先对机械铭牌、发动机铭牌、环保信息标签等各种铭牌拍照；没有铭牌的机械，对合格证等拍照。能填写的都必须填写。填写的内容会自动保存，断网或关闭页面也不会丢失，下次打开时接着填写。
      </p>
      <Loading label="正在打开登记…" />
    </MobilePage>
  )
}
