-- Whose a record is, as editing/edit.cpp reckons it: for records that only those who act for their owners see. The views of a
-- lens ask it by the name of the table, and for mentions by the name of the noun.
CREATE VIEW record_owners AS
SELECT 'actor' AS record_type, 'actors' AS record_table, id AS record_id, id AS actor_id FROM actors
UNION ALL SELECT 'identifier', 'identifiers', id, actor_id FROM identifiers
UNION ALL SELECT 'international_office', 'international_offices', id, actor_id FROM international_offices
UNION ALL SELECT 'partnership', 'partnerships', partnership_id, actor_id FROM partnership_parties WHERE is_hidden = 0
UNION ALL SELECT 'partnership_party', 'partnership_parties', id, actor_id FROM partnership_parties
UNION ALL SELECT 'membership', 'memberships', id, member_id FROM memberships
UNION ALL SELECT 'membership', 'memberships', id, network_id FROM memberships
UNION ALL SELECT 'presence', 'presences', id, actor_id FROM presences
UNION ALL SELECT 'jurisdiction', 'jurisdictions', id, mission_id FROM jurisdictions
UNION ALL SELECT 'activity', 'activities', activity_id, actor_id FROM activity_participants WHERE is_hidden = 0
UNION ALL SELECT 'activity_participant', 'activity_participants', p.id, q.actor_id FROM activity_participants p
    JOIN activity_participants q ON q.activity_id = p.activity_id AND (q.is_hidden = 0 OR q.id = p.id)
UNION ALL SELECT 'outcome', 'outcomes', o.id, p.actor_id FROM outcomes o
    JOIN activity_participants p ON p.activity_id = o.activity_id AND p.is_hidden = 0
UNION ALL SELECT 'practice', 'practices', m.record_id, a.id FROM mentions m
    JOIN actors a ON a.slug = m.target_key
    WHERE m.target_type = 'actor' AND m.record_type = 'practice' AND m.field = 'offered_by'
UNION ALL SELECT 'commitment', 'commitments', id, actor_id FROM commitments
UNION ALL SELECT 'convening', 'convenings', m.record_id, a.id FROM mentions m
    JOIN actors a ON a.slug = m.target_key
    WHERE m.target_type = 'actor' AND m.record_type = 'convening' AND m.field = 'organizers'
UNION ALL SELECT 'edition', 'editions', e.id, a.id FROM editions e
    JOIN mentions m ON m.record_type = 'convening' AND m.record_id = e.convening_id AND m.field = 'organizers'
    JOIN actors a ON a.slug = m.target_key
UNION ALL SELECT 'person', 'people', id, actor_id FROM people WHERE actor_id IS NOT NULL;
