insert into tea (slug, name, kind, origin, summary, story, cents, celsius, minutes) values
('sencha', 'Sencha', 'GREEN', 'Shizuoka, Japan', 'Steamed, grassy and bright: what most of Japan drinks every day.',
 'The leaves are steamed within hours of picking, which keeps them deep green, and rolled into needles. In the cup there is cut grass, a little sea air and a clean bitterness that asks for another sip. Water that is too hot makes it harsh, so let the kettle stand for a while.', 1150, 75, 2),
('gyokuro', 'Gyokuro', 'GREEN', 'Yame, Japan', 'Shaded for three weeks before the harvest: thick, sweet, savoury.',
 'Straw mats keep the sun from the bushes for the last three weeks, and the leaves answer with more theanine and less bitterness. Brew it in little water, barely warm, and drink it slowly. The same leaves are good for three or four small cups.', 2900, 55, 2),
('longjing', 'Longjing', 'GREEN', 'Hangzhou, China', 'Pressed flat in a hot wok: roasted chestnut and fresh beans.',
 'Each handful is pressed against the side of a wok by hand until the leaves are flat and smooth. That gives Longjing its taste of warm chestnuts. A tall glass is the traditional way to brew it: the leaves stand upright in the water, and may stay there.', 1980, 80, 3),
('genmaicha', 'Genmaicha', 'GREEN', 'Kyoto, Japan', 'Green tea with roasted rice: toasty, mild, good with food.',
 'Once a way to make the tea last longer, now loved for itself. The rice is roasted until some of it pops, and smells of popcorn and warm bread. It has little caffeine for a green tea, so it does well after dinner.', 890, 85, 2),
('darjeeling-first-flush', 'Darjeeling First Flush', 'BLACK', 'Darjeeling, India', 'The first picking of the year: light, flowery, a hint of muscat.',
 'In March, when the bushes wake, the gardens above the Teesta valley pick the first two leaves and the bud. The tea is hardly oxidised and pale in the cup, with the scent of spring flowers and of muscat grapes. Milk would be a pity.', 2200, 90, 3),
('assam', 'Assam', 'BLACK', 'Upper Assam, India', 'Malty and strong, with copper in the cup: stands up to milk.',
 'From the wide, hot plain of the Brahmaputra. Full-leaf Assam has a taste of malt and dried fruit that breakfast blends are built around. Brew it for four minutes, add milk if you like, and the morning can begin.', 950, 96, 4),
('lapsang-souchong', 'Lapsang Souchong', 'BLACK', 'Wuyi Mountains, China', 'Dried over pinewood fires: smoke, resin, a sweet end.',
 'The larger leaves of the Wuyi Mountains wither in lofts above slow fires of pine. Some people think of campfires, others of smoked ham; nobody forgets it. Behind the smoke there is a soft, almost chocolate-like black tea.', 1290, 95, 3),
('earl-grey', 'Earl Grey', 'BLACK', 'Nuwara Eliya, Sri Lanka', 'Ceylon with the oil of bergamot from Calabria: citrus and bright.',
 'A brisk black tea from the high gardens of Sri Lanka, scented with cold-pressed oil of bergamot and nothing else. The peel gives it a bitter-sweet brightness that keeps even when the cup has gone cold.', 990, 95, 3),
('tie-guan-yin', 'Tie Guan Yin', 'OOLONG', 'Anxi, China', 'Rolled into pearls that open slowly: orchid, cream, no edges.',
 'The Iron Goddess of Mercy, lightly oxidised and rolled again and again until the leaves are tight green pearls. They take their time to open: the third infusion is often the best. Expect orchids, butter and a long sweetness.', 1890, 90, 2),
('dong-ding', 'Dong Ding', 'OOLONG', 'Nantou, Taiwan', 'Baked over charcoal: toasted nuts, honey, warm stone.',
 'From the mountain whose name means frozen peak. The tea is oxidised to about a third and baked several times over charcoal, with days of rest in between. It tastes of nuts and dark honey, and is the one to take along on a cold day.', 2150, 95, 3),
('silver-needle', 'Silver Needle', 'WHITE', 'Fuding, China', 'Nothing but buds, dried in the air: melon, hay, quiet.',
 'Only the unopened buds, picked on a few dry mornings in spring and laid out to wither. Nothing else is done to them. The cup is almost without colour and tastes of melon and warm hay. Give it time, and do not think about anything else.', 3200, 80, 5),
('shou-mei', 'Shou Mei', 'WHITE', 'Fujian, China', 'The big late leaves of white tea: dried fruit and autumn.',
 'What grows after the buds are picked: large leaves of many colours, sun-dried. Fuller and darker than other white teas, with plums and dry leaves, and forgiving in the pot. It becomes better with a few years in the cupboard.', 1080, 90, 5),
('shou-pu-erh', 'Shou Pu-erh', 'DARK', 'Menghai, China', 'Ripened in the heap: earth, cocoa, forest after rain.',
 'The leaves ferment in damp heaps for some weeks and then rest for years, pressed into cakes. What comes of it is as dark as coffee and entirely smooth. Rinse the leaves once, then brew them again and again; ten infusions are nothing special.', 1650, 100, 3),
('rooibos', 'Rooibos', 'HERBAL', 'Cederberg, South Africa', 'The red bush of the Cape: vanilla, wood, no caffeine.',
 'Not from the tea plant at all, but from a bush that grows only in the mountains north of Cape Town. Bruised and fermented, its needles turn red. Hard to brew wrongly, mild with milk, and good for children and late evenings.', 790, 100, 6);

-- Of the demonstration. The passwords are shown where one signs in.
insert into customer (name, email, password) values
('ada', 'ada@example.org', '210000:cO4cEXy2v2SgyardA73KkQ==:SK4r2MtHx+wzsu2cstly8est8/FumnIEvQD+RWFuvQE='),
('grace', 'grace@example.org', '210000:0F8XPXUjPE5WzA6npT76XQ==:y3KE2hsk8dCaU+BPqkXy1CoOEnJSB+0h2kbO+eJ8/Bc=');

insert into review (published, tea, author, stars, text) values
(true, 'sencha', 'Mira', 5, 'I let the water cool down for once, and now I understand what everybody is talking about.'),
(true, 'sencha', 'Jonas', 4, 'Fresh and clean. The second infusion is even better than the first.'),
(true, 'lapsang-souchong', 'Tove', 5, 'Like sitting by the fire in a wooden hut. My neighbours asked whether something was burning.'),
(true, 'shou-pu-erh', 'Emil', 4, 'Tastes of a walk in the forest in November. I mean that well.');
