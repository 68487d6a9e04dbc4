import Link from 'next/link'
import blocks from '@/components/mobile/blocks.module.css'
import account from './account.module.css'
import { storeJoinCode } from './join-code'

type Props = {
  /** Of the unit that could not be registered. */
  code: string
  /** The person registers in the own name instead. */
  onPerson: () => void
}

/** For the second employee: a unit is registered once, its people join it. */
export function JoinInstead({ code, onPerson }: Props) {
  return (
    <section className={blocks.box} aria-label="加入单位">
      <h2>单位已由同事注册？加入单位</h2>
      <p>一个单位只注册一次。其他人员各用自己的个人账号，申请加入，由单位的管理人员同意。</p>
      <div className={account.links}>
        <button
          type="button"
          onClick={() => {
            storeJoinCode(code)
            onPerson()
          }}
        >
          注册个人账号后加入
        </button>
        <Link href="/m/sign-in?next=/m/me/units" prefetch={false} onClick={() => storeJoinCode(code)}>
          已有个人账号，登录后加入
        </Link>
      </div>
    </section>
  )
}
