import styles from '@/components/mobile/blocks.module.css'

type Office = { name: string; address: string; phone: string; hours: string }

/** Pickup office; its phone number is a dial link. */
export function OfficeBox({ office }: { office: Office }) {
  return (
    <section className={styles.box} aria-label="领取地点">
      <h2>领取地点</h2>
      <dl className={styles.facts}>
        <div>
          <dt>名称</dt>
          <dd>{office.name}</dd>
        </div>
        <div>
          <dt>地址</dt>
          <dd>{office.address}</dd>
        </div>
        <div>
          <dt>电话</dt>
          <dd>
            <a href={`tel:${office.phone.replaceAll(/[^\d+]/g, '')}`}>{office.phone}</a>
          </dd>
        </div>
        <div>
          <dt>办理时间</dt>
          <dd>{office.hours}</dd>
        </div>
      </dl>
    </section>
  )
}
