import { FEWEST_OF_A_PROVIDER, type ProviderFigures, share } from '@/lib/console/activity/figures'
import { say } from '@/lib/console/words/generated/overview'
import { numberText } from '@/lib/console/words/say'
import { CardCell, CardRow, CardTable, CardTitle } from '../../_ui/card-table'
import { Card } from '../../_ui/page'

/** Whose mailboxes the mails went to, and how many of their owners changed their password; nothing where too few asked. */
export function Providers({ rows }: { rows: readonly ProviderFigures[] }) {
  if (rows.length === 0) return null
  const heads = {
    asked: say('overview.providers.asked'),
    done: say('overview.providers.done'),
    share: say('overview.providers.share'),
  }
  return (
    <Card
      title={say('overview.providers.title')}
      lead={say('overview.providers.lead', { fewest: String(FEWEST_OF_A_PROVIDER) })}
    >
      <CardTable
        label={say('overview.providers.title')}
        heads={[
          say('overview.providers.provider'),
          ...Object.values(heads).map((head) => ({ head, isNumber: true }) as const),
        ]}
      >
        {rows.map(({ provider, asked, done }) => (
          <CardRow key={provider}>
            <CardTitle>{provider === 'other' ? say('overview.providers.other') : provider}</CardTitle>
            <CardCell head={heads.asked} isNumber>
              {numberText(asked)}
            </CardCell>
            <CardCell head={heads.done} isNumber>
              {numberText(done)}
            </CardCell>
            <CardCell head={heads.share} isNumber>
              {share(done, asked)}
            </CardCell>
          </CardRow>
        ))}
      </CardTable>
    </Card>
  )
}
