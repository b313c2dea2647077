// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// An ERC-20 token whose calls can fail in every way that a Solidity contract fails.
contract DemoToken {
    // ERC-6093
    error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed);
    error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed);
    error ERC20InvalidReceiver(address receiver);
    // This token's own
    error ClaimTooLarge(uint256 wanted, uint256 limit);

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    string public constant name = "Demo Token";
    string public constant symbol = "DEMO";
    uint8 public constant decimals = 18;
    uint256 public constant CLAIM_LIMIT = 1_000_000 ether;

    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    /// Gives the caller new tokens, up to a limit per call: the own error.
    function claim(uint256 amount) external {
        if (amount > CLAIM_LIMIT) revert ClaimTooLarge(amount, CLAIM_LIMIT);
        totalSupply += amount;
        balanceOf[msg.sender] += amount;
        emit Transfer(address(0), msg.sender, amount);
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        move(msg.sender, to, amount);
        return true;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        if (allowed < amount) revert ERC20InsufficientAllowance(msg.sender, allowed, amount);
        allowance[from][msg.sender] = allowed - amount;
        move(from, to, amount);
        return true;
    }

    /// Burns the caller's tokens: a revert with a reason string.
    function burn(uint256 amount) external {
        require(balanceOf[msg.sender] >= amount, "DemoToken: burn amount exceeds balance");
        balanceOf[msg.sender] -= amount;
        totalSupply -= amount;
        emit Transfer(msg.sender, address(0), amount);
    }

    /// Pays each of the recipients the same part: panic 0x12 (division by zero) when there are none.
    function split(address[] calldata recipients, uint256 total) external {
        uint256 part = total / recipients.length;
        for (uint256 i = 0; i < recipients.length; i++) move(msg.sender, recipients[i], part);
    }

    /// Panic 0x01 (assert) unless the supply is what the caller believes.
    function audit(uint256 believedSupply) external view {
        assert(totalSupply == believedSupply);
    }

    function move(address from, address to, uint256 amount) private {
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        uint256 balance = balanceOf[from];
        if (balance < amount) revert ERC20InsufficientBalance(from, balance, amount);
        balanceOf[from] = balance - amount;
        balanceOf[to] += amount;
        emit Transfer(from, to, amount);
    }
}

/// A shop's till: takes payment in a token, so that the token's errors come up through a second contract.
contract DemoTill {
    event Paid(address indexed customer, uint256 amount);

    mapping(address => uint256) public takings;

    function pay(DemoToken token, uint256 amount) external {
        token.transferFrom(msg.sender, address(this), amount);
        takings[address(token)] += amount;
        emit Paid(msg.sender, amount);
    }
}
