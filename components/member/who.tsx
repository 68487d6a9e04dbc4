import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { meQuery } from '@/lib/features/account/api'
import type { OwnUnits } from '@/lib/features/member/schema'
import styles from './member.module.css'

/** Who is signed in, and for whom: 张三 · 为 某公司 办理, with the way to change it. */
export function Who({ units }: { units: OwnUnits | undefined }) {
  const me = useQuery(meQuery()).data
  const { actingFor, person } = units ?? {}
  const acts = actingFor && person
  return (
    <p className={styles.who}>
      <span>
        {acts
          ? `${person.name} · 为 ${actingFor.name} 办理`
          : me && `已登录：${me.name}（${me.phoneMasked}）`}
      </span>
      {(acts || (units?.units.length ?? 0) > 0) && (
        <Link href="/m/me/units" prefetch={false}>
          {acts ? '切换' : '代单位办理'}
        </Link>
      )}
    </p>
  )
}
