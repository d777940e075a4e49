//! Names of nobody, the same in every run.

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华慧巧美婷玉萍红玲芬燕彩春菊兰凤洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉桦叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑筠柔竹霭凝晓欢霄枫芸菲寒欣滢伊亚宜可姬舒影荔枝思";

/// Numbers that look random and are the same in every run (SplitMix64, public domain algorithm).
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// One of `sides`, from 0.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        let sides = u64::try_from(sides.max(1)).unwrap_or(1);
        usize::try_from(self.roll() % sides).unwrap_or_default()
    }
}

/// Makes names.
#[derive(Debug)]
pub(crate) struct Names {
    surnames: Vec<char>,
    given: Vec<char>,
}

impl Names {
    pub(crate) fn new() -> Self {
        Self { surnames: SURNAMES.chars().collect(), given: GIVEN.chars().collect() }
    }

    /// A surname with one or two signs.
    pub(crate) fn name(&self, dice: &mut Dice) -> String {
        let mut name = String::new();
        name.extend(self.surname(dice));
        name.extend(self.given.get(dice.below(self.given.len())));
        if dice.below(4) > 0 {
            name.extend(self.given.get(dice.below(self.given.len())));
        }
        name
    }

    /// A surname.
    pub(crate) fn surname(&self, dice: &mut Dice) -> Option<char> {
        self.surnames.get(dice.below(self.surnames.len())).copied()
    }
}
