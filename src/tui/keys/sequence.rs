//! What complete control sequences mean: parameters and a final byte become a key, a focus change or an answer.

use super::input::{Input, Reply};
use super::key::{Code, Key};

/// What a whole `CSI parameters final` means; nothing when it means nothing to us.
pub(super) fn csi(params: &[u8], last: u8) -> Option<Input> {
    match params.first() {
        Some(b'?') => private(&params[1..], last),
        Some(b'<' | b'=' | b'>') => None,
        _ => public(&numbers(params)?, last),
    }
}

/// What `SS3 parameter final` means: the keypad's and the arrows' application forms.
pub(super) fn ss3(modifier: u16, last: u8) -> Option<Input> {
    let code = match last {
        b'M' => Code::Enter,
        b'j'..=b'y' => Code::Char(char::from(last - b'j' + b'*')),
        _ => letter(last)?,
    };
    Some(held(code, modifier))
}

/// What an operating system command says; only the background colour is ever asked for.
pub(super) fn osc(text: &[u8]) -> Option<Input> {
    let text = std::str::from_utf8(text).ok()?;
    let mut parts = text.strip_prefix("11;rgb:")?.split('/').map(channel);
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(Input::Reply(Reply::Background(red, green, blue)))
}

/// A colour channel of one to four hexadecimal digits, scaled to eight bits.
fn channel(digits: &str) -> Option<u8> {
    if !(1..=4).contains(&digits.len()) || digits.starts_with('+') {
        return None;
    }
    let value = u32::from_str_radix(digits, 16).ok()?;
    let highest = (1_u32 << (4 * digits.len())) - 1;
    u8::try_from(value * 255 / highest).ok()
}

/// Parameters separated by `;`, an empty one read as 0, sub-parameters after `:` dropped.
fn numbers(params: &[u8]) -> Option<Vec<u16>> {
    if params.is_empty() {
        return Some(Vec::new());
    }
    let text = std::str::from_utf8(params).ok()?;
    text.split(';')
        .map(|part| match part.split(':').next().unwrap_or_default() {
            "" => Some(0),
            digits => digits.parse().ok(),
        })
        .collect()
}

fn private(params: &[u8], last: u8) -> Option<Input> {
    match last {
        b'c' => Some(Input::Reply(Reply::DeviceAttributes(numbers(params)?))),
        b'y' => match *numbers(params.strip_suffix(b"$")?)? {
            [mode, state] => Some(Input::Reply(Reply::Mode { mode, state })),
            _ => None,
        },
        _ => None,
    }
}

fn public(params: &[u16], last: u8) -> Option<Input> {
    match (last, params) {
        (b'I', []) => Some(Input::FocusGained),
        (b'O', []) => Some(Input::FocusLost),
        (b'Z', _) => Some(held(Code::BackTab, 1)),
        // Also what some terminals send for F3 with a modifier; an answer we asked for matters more.
        (b'R', &[row, column]) => Some(Input::Reply(Reply::CursorPosition { row, column })),
        (b'~', &[27, modifier, code]) => unicode(code, modifier),
        (b'~', &[number, ..]) => Some(held(numbered(number)?, modifier(params))),
        (b'u', &[code, ..]) => unicode(code, modifier(params)),
        (b'A'..=b'Z', _) => Some(held(letter(last)?, modifier(params))),
        _ => None,
    }
}

fn modifier(params: &[u16]) -> u16 {
    params.get(1).copied().unwrap_or(1)
}

fn letter(last: u8) -> Option<Code> {
    Some(match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'P'..=b'S' => Code::F(last - b'P' + 1),
        _ => return None,
    })
}

fn numbered(number: u16) -> Option<Code> {
    let function = |first: u16, f: u16| u8::try_from(number - first + f).map(Code::F).ok();
    Some(match number {
        1 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11..=15 => return function(11, 1),
        17..=21 => return function(17, 6),
        23..=24 => return function(23, 11),
        _ => return None,
    })
}

/// A key given by its code point, as terminals with extended keyboards send it.
fn unicode(code: u16, modifier: u16) -> Option<Input> {
    let code = match code {
        9 => Code::Tab,
        13 => Code::Enter,
        27 => Code::Esc,
        8 | 127 => Code::Backspace,
        _ => Code::Char(char::from_u32(code.into()).filter(|c| !c.is_control())?),
    };
    Some(held(code, modifier))
}

/// The key with the modifiers of a parameter: one more than the sum of shift 1, alt 2, ctrl 4.
fn held(code: Code, modifier: u16) -> Input {
    let bits = modifier.saturating_sub(1);
    let (shift, alt, ctrl) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0);
    Input::Key(Key::held(code, ctrl, alt, shift))
}
